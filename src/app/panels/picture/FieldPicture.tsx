import type { ReactNode } from 'react';
import { type DerivativeName, derivativeRemarks } from './derivative.ts';
import { FieldMaps } from './FieldMaps.tsx';
import type { FieldView } from './fields.ts';
import { PictureFrame } from './PictureFrame.tsx';
import type { Pictured } from './pictured.ts';
import { useViews } from './useViews.ts';
import { ViewSwitch } from './ViewSwitch.tsx';

interface FieldPictureProps<View extends FieldView> {
  readonly pictured: Pictured;
  readonly name: string;
  readonly views: Readonly<Record<View, string>>;
  /** What the colours stand for in each view. */
  readonly scaleNames: Readonly<Record<View, string>>;
  /** What the map without an arm shows. */
  readonly targetName: string;
  readonly axes: readonly [x: string, y: string];
  /** One unit of x as long as one of y. */
  readonly square: boolean;
  readonly line: (view: View | DerivativeName) => string;
  readonly remarks?: readonly string[];
  /** What else is chosen, beside the views. */
  readonly controls?: ReactNode;
  /** Whether slope and curvature along x are offered besides. */
  readonly derivable?: boolean;
}

/** A function of two numbers: the target's map beside every arm's, in one of several views. */
export function FieldPicture<View extends FieldView>(props: FieldPictureProps<View>) {
  const { pictured, name, scaleNames, targetName, axes, square, controls, derivable = false } = props;
  const { views, view, choose, order } = useViews<View>(props.views, 'value' as View, derivable);
  const remarks = order ? derivativeRemarks(pictured, order) : props.remarks;
  return (
    <PictureFrame
      name={name}
      pictured={pictured}
      line={props.line(view)}
      {...(remarks && { remarks })}
      controls={
        <>
          {controls}
          <ViewSwitch name="What is drawn" views={views} value={view} onChange={choose} />
        </>
      }
    >
      <FieldMaps
        pictured={pictured}
        view={view}
        order={order}
        scaleName={order ? '' : scaleNames[view as View]}
        targetName={targetName}
        axes={axes}
        square={square}
      />
    </PictureFrame>
  );
}
