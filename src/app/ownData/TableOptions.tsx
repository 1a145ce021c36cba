import { useId } from 'react';
import type { ParseOptions, TableChoices, TableColumn } from '../../tasks/parse/result.ts';
import { Choice } from '../controls/Choice.tsx';

interface TableOptionsProps {
  readonly table: TableChoices;
  /** They are images, of which a label is predicted. */
  readonly images: boolean;
  /** As asked for; the table may not have been read so yet. */
  readonly options: ParseOptions;
  /** The table is read again. */
  readonly onChange: (options: ParseOptions) => void;
}

/** What can be chosen of a table, read or refused: each is one click. */
export function TableOptions({ table, images, options, onChange }: TableOptionsProps) {
  const change = (changed: Partial<ParseOptions>) => onChange({ ...options, ...changed });
  if (images)
    return (
      <p className="clause">
        predict <TargetChoice table={table} asked={options.target} images onChange={change} />
      </p>
    );
  return (
    <>
      <p className="clause">
        predict <TargetChoice table={table} asked={options.target} onChange={change} /> as{' '}
        <Choice
          name="Kind of target"
          value={options.kind ?? 'values'}
          options={[
            { value: 'values', label: 'its values say' },
            { value: 'number', label: 'a number' },
            { value: 'classes', label: 'classes' },
          ]}
          onChange={(chosen) => change({ target: table.target, kind: chosen === 'values' ? null : chosen })}
          help="A number is learnt by regression, classes by classification. Words and few whole numbers are taken for classes."
        />
      </p>
      {table.decimal !== null && (
        <p className="clause">
          decimals are written with{' '}
          <Choice
            name="Decimal mark"
            value={options.decimal ?? table.decimal}
            options={[
              { value: '.', label: 'a point' },
              { value: ',', label: 'a comma' },
            ]}
            // The columns may be others.
            onChange={(decimal) => change({ decimal, target: null, kind: null, leftOut: null })}
            help="With a point, 1.234 is a little more than one and 1,234 more than a thousand; with a comma it is the other way round."
          />
        </p>
      )}
      {table.incomplete !== null && (
        <Tick
          label={`Leave out: ${table.incomplete}`}
          on={options.dropIncomplete}
          onChange={(dropIncomplete) => change({ dropIncomplete })}
        />
      )}
      {table.sentinels !== null && (
        <Tick
          label={`Leave out: ${table.sentinels}`}
          on={options.dropSentinels}
          onChange={(dropSentinels) => change({ dropSentinels })}
        />
      )}
      {table.alike !== null && (
        <Tick
          label="Scale all features alike, as pixels are"
          on={table.alike}
          onChange={(alike) => change({ alike })}
        />
      )}
      <ColumnChoice table={table} asked={options.leftOut} onChange={(leftOut) => change({ leftOut })} />
    </>
  );
}

interface TargetChoiceProps {
  readonly table: TableChoices;
  readonly asked: string | null;
  readonly images?: boolean;
  readonly onChange: (changed: Partial<ParseOptions>) => void;
}

function TargetChoice({ table: { columns, target }, asked, images = false, onChange }: TargetChoiceProps) {
  return (
    <Choice
      name="Target column"
      value={asked ?? target}
      options={columns.map(({ name }) => ({ value: name, label: name }))}
      onChange={(column) => onChange({ target: column, kind: null })}
      help={
        images
          ? 'What the networks have to tell of each image.'
          : 'The column that the networks have to predict from the others.'
      }
    />
  );
}

/** Columns that are seldom of use stand in the open; more of them do not fit. */
const OFFERED = 4;

const isOffered = ({ remark }: TableColumn): boolean =>
  remark === 'words' || remark === 'names of rows' || remark === 'counts the rows';

interface ColumnChoiceProps {
  readonly table: TableChoices;
  /** Columns to be left out; null: those of no use. */
  readonly asked: readonly string[] | null;
  readonly onChange: (leftOut: readonly string[]) => void;
}

function ColumnChoice({ table: { columns, target }, asked, onChange }: ColumnChoiceProps) {
  const features = columns
    .filter(({ name }) => name !== target)
    .map((column) =>
      asked && column.remark !== 'empty' ? { ...column, leftOut: asked.includes(column.name) } : column,
    );
  const offered = features.filter(isOffered).slice(0, OFFERED);
  const others = features.filter((column) => !offered.includes(column));
  const out = features.filter(({ leftOut }) => leftOut).map(({ name }) => name);
  const tick = ({ name, leftOut, remark }: TableColumn, label: string) => (
    <Tick
      key={name}
      label={remark === null ? label : `${label} (${remark})`}
      on={leftOut}
      disabled={remark === 'empty'}
      onChange={(leave) => onChange(leave ? [...out, name] : out.filter((other) => other !== name))}
    />
  );
  return (
    <>
      {offered.map((column) => tick(column, `Leave out ${column.name}`))}
      {features.length > 1 && others.length > 0 && (
        <details className="own-data-columns">
          <summary>{`Leave out columns (${out.length} of ${features.length} left out)`}</summary>
          <fieldset aria-label="Columns to leave out">{others.map((column) => tick(column, column.name))}</fieldset>
        </details>
      )}
    </>
  );
}

interface TickProps {
  readonly label: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly onChange: (on: boolean) => void;
}

function Tick({ label, on, disabled = false, onChange }: TickProps) {
  const id = useId();
  return (
    <p className="own-data-tick">
      <input
        id={id}
        type="checkbox"
        checked={on}
        disabled={disabled}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <label htmlFor={id}>{label}</label>
    </p>
  );
}
