import { type CSSProperties, useEffect, useEffectEvent, useId } from 'react';
import { focusOf } from '../controls/shortcuts.ts';
import { Transport } from '../controls/Transport.tsx';
import { LoadingNote } from '../layout/LoadingNote.tsx';
import { Notices } from '../layout/Notices.tsx';
import { useSize } from '../layout/useSize.ts';
import { Verdicts } from '../panels/Verdicts.tsx';
import { Examples } from '../presets/Examples.tsx';
import { useActions, useLab } from '../store/LabContext.tsx';
import { labAddress } from './address.ts';
import { PanelGrid } from './EmbedView.tsx';
import { PANEL_LABELS } from './panelLabels.ts';
import { Strip } from './Strip.tsx';
import { stageType } from './stageType.ts';
import { stripOf } from './strip.ts';
import { talkMove } from './talkKeys.ts';
import { TALK_PANELS, withPanel } from './talkPanels.ts';
import { TextSizeContext } from './textSize.ts';

/** For a projector: the main chart large, all type 24 px or more, everything by keyboard; nothing scrolls but on a phone. */
export function TalkView() {
  const [target, size] = useSize<HTMLElement>();
  const type = size && stageType(size);
  const strip = useStrip();
  const id = useId();
  const panels = useLab(({ display }) => display.panels) ?? TALK_PANELS;
  const experiment = useLab((state) => state.experiment);
  const display = useLab((state) => state.display);
  const leave = labAddress({ experiment, display });
  useTalkKeys(strip.toggle, leave);
  return (
    <TextSizeContext value={type}>
      <main className="talk" ref={target} style={{ '--type': `${type ?? 16}px` } as CSSProperties}>
        <Notices />
        <LoadingNote />
        <Verdicts />
        <PanelGrid panels={panels} />
        <p role="status" className="unseen">
          {`Panels: ${panels.map((name) => PANEL_LABELS[name]).join(', ')}`}
        </p>
        {strip.sliders && <Strip id={id} sliders={strip.sliders} />}
        <div className="embed-bar">
          <Transport />
          <Examples />
          <button
            type="button"
            aria-expanded={strip.sliders !== null}
            aria-controls={strip.sliders ? id : undefined}
            aria-keyshortcuts="c"
            onClick={strip.toggle}
          >
            Controls
          </button>
          <a href={leave} aria-keyshortcuts="Escape" className="leave">
            Leave
          </a>
        </div>
      </main>
    </TextSizeContext>
  );
}

/** The open strip, and what opens and closes it; other sliders that are used, in the dialog, come into it. */
function useStrip() {
  const sliders = useLab(({ display }) => display.strip);
  const used = useLab((state) => state.used);
  const { show } = useActions();
  const follow = useEffectEvent(() => {
    const held = used.every((slider) => sliders === null || sliders.includes(slider));
    if (!held) show({ strip: stripOf(used) });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a use of another slider is what is followed
  useEffect(follow, [used]);
  return { sliders, toggle: () => show({ strip: sliders ? null : stripOf(used) }) };
}

function useTalkKeys(toggleStrip: () => void, leave: string): void {
  const panels = useLab(({ display }) => display.panels) ?? TALK_PANELS;
  const { show } = useActions();
  const listen = useEffectEvent((event: KeyboardEvent) => {
    if (document.querySelector('dialog[open], :popover-open')) return;
    const move = talkMove(event, focusOf(event.target));
    switch (move?.kind) {
      case 'panel':
        return show({ panels: withPanel(panels, move.name) });
      case 'own panels':
        return show({ panels: null });
      case 'strip':
        return toggleStrip();
      case 'leave':
        // An address, so that Back undoes it.
        window.location.hash = leave;
    }
  });
  useEffect(() => {
    const ended = new AbortController();
    document.addEventListener('keydown', (event) => void listen(event), { signal: ended.signal });
    return () => ended.abort();
  }, []);
}
