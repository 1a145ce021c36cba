import { FieldPicture } from './FieldPicture.tsx';
import { lookForSpacetime } from './lookFor.ts';
import { useAnswered } from './pictured.ts';
import { remarksOn } from './smoothness.ts';

const VIEWS = { value: 'solution u', error: 'error', residual: 'residual' } as const;
const SCALES = { value: 'u', error: '|u − exact|', residual: '|residual|' } as const;
const AXES = ['x', 't'] as const;

/** An equation in space and time. */
export function SpacetimePicture() {
  const pictured = useAnswered();
  return (
    <FieldPicture
      pictured={pictured}
      name="Solution in space and time"
      views={VIEWS}
      scaleNames={SCALES}
      targetName="exact"
      axes={AXES}
      square={false}
      line={(view) => lookForSpacetime(view as keyof typeof VIEWS, pictured.arms)}
      remarks={remarksOn(pictured)}
    />
  );
}
