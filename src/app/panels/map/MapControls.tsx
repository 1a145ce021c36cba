import { mapKeysOf } from '../../../experiment/map/axis.ts';
import { MAP_LIMITS, type MapKey } from '../../../experiment/map/map.ts';
import { defaultAxis } from '../../../experiment/map/plan.ts';
import { NumberField } from '../../controls/NumberField.tsx';
import { useActions } from '../../store/LabContext.tsx';
import { AxisControls } from './AxisControls.tsx';
import { useMap } from './useMap.ts';

/** What the map goes over, as sentences. */
export function MapControls() {
  const { show } = useActions();
  const { experiment, plan } = useMap().state;
  const keys = mapKeysOf(experiment);
  /** The other axis's key: both change places. */
  const choose = (own: 'x' | 'y', key: MapKey) => {
    const other = own === 'x' ? plan.y : plan.x;
    const axis = key === other.key ? other : defaultAxis(experiment, key, other);
    const beside = key === other.key ? plan[own] : other;
    show(own === 'x' ? { mapx: axis, mapy: beside } : { mapx: beside, mapy: axis });
  };
  return (
    <div className="map-controls">
      <AxisControls
        direction="Across"
        axis={plan.x}
        keys={keys}
        onKey={(key) => choose('x', key)}
        onAxis={(mapx) => show({ mapx })}
      />
      <AxisControls
        direction="Upwards"
        axis={plan.y}
        keys={keys}
        onKey={(key) => choose('y', key)}
        onAxis={(mapy) => show({ mapy })}
      />
      <fieldset className="map-axis">
        <legend>Each trains</legend>
        <span className="map-field">
          <NumberField
            name="Steps of the map"
            limits={{ ...MAP_LIMITS.steps, label: 'the number of steps' }}
            value={plan.steps}
            onChange={(mapsteps) => show({ mapsteps })}
          />
          <span>{plan.steps === 0 ? 'steps: looked at as it starts' : 'steps'}</span>
        </span>
      </fieldset>
    </div>
  );
}
