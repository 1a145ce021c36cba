import { FieldPicture } from './FieldPicture.tsx';
import { lookForSurface, lookForSurfaceDerivative } from './lookFor.ts';
import { useAnswered } from './pictured.ts';

const VIEWS = { value: 'function', error: 'error' } as const;
const SCALES = { value: 'output', error: '|output − target|' } as const;
const AXES = ['x', 'y'] as const;

/** A function of the plane. */
export function SurfacePicture() {
  const pictured = useAnswered();
  return (
    <FieldPicture
      pictured={pictured}
      name="Surface"
      views={VIEWS}
      scaleNames={SCALES}
      targetName="target"
      axes={AXES}
      square
      line={(view) =>
        view === 'slope' || view === 'curvature'
          ? lookForSurfaceDerivative(view, pictured.arms)
          : lookForSurface(view, pictured.arms)
      }
      derivable
    />
  );
}
