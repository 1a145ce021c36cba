import { STRIP_MOST, STRIP_SLIDERS, type StripSlider } from '../../experiment/experiment.ts';

/** Until others are used. */
const DEFAULT_STRIP: readonly StripSlider[] = ['depth', 'k1'];

/** The sliders used last, filled up; in an order of their own, so that none changes its place while it is used. */
export function stripOf(used: readonly StripSlider[]): readonly StripSlider[] {
  const chosen = [...new Set([...used, ...DEFAULT_STRIP])].slice(0, STRIP_MOST);
  return STRIP_SLIDERS.filter((slider) => chosen.includes(slider));
}

/** The arm, from 0 on, whose input scale this slider moves; null: a number of the experiment. */
export function armOfSlider(slider: StripSlider): number | null {
  const [name, place = '1'] = slider.split('.');
  return name === 'k1' ? Number(place) - 1 : null;
}
