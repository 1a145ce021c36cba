import { useState } from 'react';
import { useStore } from 'zustand';
import { armColour } from '../../charts/shared/chart.ts';
import { whyOf } from '../diagnosis/diagnose.ts';
import { theorySentence } from '../diagnosis/expectation.ts';
import { verdicts } from '../panels/armVerdicts.ts';
import { MAP_NAME } from '../panels/map/words.ts';
import { catchUp } from '../panels/pace.ts';
import { useLab, useLabContext } from '../store/LabContext.tsx';
import { mapModel } from '../store/map.ts';
import { figureSvg, pageColour, posterSvg } from './capture.ts';
import { DataSection, type SaveText } from './DataSection.tsx';
import { type Exported, type PageFigure, pageFigures, withSets } from './figures.ts';
import { withMap } from './mapCaption.ts';
import { pytorchScript } from './pytorch.ts';
import { pngOf } from './raster.ts';
import { save } from './save.ts';
import { UnsavedFile, unsavedSentence } from './UnsavedFile.tsx';
import { type Source, useSource } from './useSource.ts';
import { useTask } from './useTask.ts';
import { VideoRecorder } from './VideoRecorder.tsx';

/** What can be taken away, kind by kind; the last line tells what became of it. */
export function ExportDialog() {
  const source = useSource();
  const { store, actions } = useLabContext();
  const map = useStore(mapModel(store, actions).state);
  const { said, run } = useTask();
  const [unsaved, setUnsaved] = useState<File | null>(null);
  const saved = (name: string, content: Blob | string, type = content instanceof Blob ? content.type : '') => {
    const file = new File([content], name, { type });
    const arrives = save(file);
    setUnsaved(arrives ? null : file);
    return arrives ? `Saved ${name}.` : unsavedSentence(name);
  };
  const savePicture = (what: string, format: PictureFormat, svg: () => Promise<string>) =>
    run(async () => saved(source.name(what, format), await PICTURES[format](await svg())));
  const saveText: SaveText = (what, extension, type, text) =>
    run(async () => saved(source.name(what, extension), await text(), type));
  return (
    <>
      <ChartList
        onSave={({ title, figures }, format) =>
          savePicture(title, format, () => {
            const caption = figures.some(isMap) ? withMap(source.moving, map) : source.caption;
            return figureSvg({ title, figures: figures.map(now) }, caption);
          })
        }
      />
      <PosterSection
        caption={(figures) => (figures.some(isMap) ? withMap(source.caption, map) : source.caption)}
        onSave={(format, svg) => savePicture('poster', format, svg)}
      />
      <DataSection source={source} map={map.map} onSave={saveText} />
      <VideoRecorder
        caption={source.moving}
        onVideo={(extension, video) => run(async () => saved(source.name('run', extension), video))}
      />
      <ScriptSection source={source} onSave={saveText} />
      <p role="status" className="export-said">
        {said}
      </p>
      {unsaved && <UnsavedFile file={unsaved} />}
    </>
  );
}

type PictureFormat = 'svg' | 'png';
const FORMATS: readonly PictureFormat[] = ['svg', 'png'];

/** An svg file in each format. */
const PICTURES: Readonly<Record<PictureFormat, (svg: string) => Promise<Blob>>> = {
  svg: async (svg) => new Blob([svg], { type: 'image/svg+xml' }),
  png: pngOf,
};

/** The chart as it is now: the page may have drawn it anew since the list was made. */
function now(figure: PageFigure): PageFigure {
  catchUp();
  if (figure.svg.isConnected) return figure;
  return pageFigures(document).find(({ title }) => title === figure.title) ?? figure;
}

const isMap = ({ set }: PageFigure): boolean => set?.name === MAP_NAME;

interface ChartListProps {
  onSave(wanted: Exported, format: PictureFormat): void;
}

function ChartList({ onSave }: ChartListProps) {
  const [list] = useState(() => withSets(pageFigures(document)));
  return (
    <section aria-labelledby="export-charts">
      <h3 id="export-charts">Charts</h3>
      <ul className="export-charts">
        {list.map((wanted) => (
          <li key={wanted.title}>
            <span>{wanted.title}</span>
            <span className="buttons">
              {FORMATS.map((format) => (
                <button
                  key={format}
                  type="button"
                  aria-label={`${wanted.title} as ${format.toUpperCase()}`}
                  onClick={() => onSave(wanted, format)}
                >
                  {format.toUpperCase()}
                </button>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface PosterSectionProps {
  readonly caption: (figures: readonly PageFigure[]) => Source['caption'];
  onSave(format: PictureFormat, svg: () => Promise<string>): void;
}

function PosterSection({ caption, onSave }: PosterSectionProps) {
  const experiment = useLab((state) => state.experiment);
  const shown = useLab((state) => state.shown);
  const draw = () => {
    const said = verdicts(experiment, shown).map(({ slot, text, outcome, input }, index) => ({
      text: [text, shown && whyOf(shown, index, outcome), theorySentence(input)].filter(Boolean).join(' '),
      colour: pageColour(armColour(slot)),
    }));
    const title = document.querySelector('h1')?.textContent ?? document.title;
    catchUp();
    const figures = pageFigures(document);
    return posterSvg(title, said, figures, caption(figures));
  };
  return (
    <section aria-labelledby="export-poster">
      <h3 id="export-poster">Poster</h3>
      <p>All charts of the page with the verdicts, in one picture.</p>
      <div className="buttons">
        {FORMATS.map((format) => (
          <button
            key={format}
            type="button"
            aria-label={`Poster as ${format.toUpperCase()}`}
            onClick={() => onSave(format, draw)}
          >
            {format.toUpperCase()}
          </button>
        ))}
      </div>
    </section>
  );
}

interface ScriptSectionProps {
  readonly source: Source;
  readonly onSave: SaveText;
}

function ScriptSection({ source: { caption }, onSave }: ScriptSectionProps) {
  const experiment = useLab((state) => state.shown?.experiment ?? state.experiment);
  return (
    <section aria-labelledby="export-script">
      <h3 id="export-script">PyTorch</h3>
      <p>A script that repeats this experiment and prints the variance of every layer beside theory’s.</p>
      <div className="buttons">
        <button
          type="button"
          onClick={() => onSave('pytorch', 'py', 'text/x-python', () => pytorchScript(experiment, caption.permalink))}
        >
          PyTorch script
        </button>
      </div>
    </section>
  );
}
