import { useLab } from '../store/LabContext.tsx';
import { talkAddress } from './address.ts';

/** Into the talk view with the present networks; Back and Escape return. */
export function PresentLink() {
  return <a href={useLab(talkAddress)}>Present</a>;
}
