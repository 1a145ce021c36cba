import { describe, expect, test } from 'vitest';
import { DEFAULT_DISPLAY, DEFAULT_EXPERIMENT, defaultArm } from '../../experiment/defaults.ts';
import { parseFragment } from '../../experiment/permalink.ts';
import {
  addressOf,
  type Embedded,
  elementSnippet,
  embedFragment,
  escapeHtml,
  iframeSnippet,
  markdownLink,
  markdownPicture,
  pageAddress,
  quartoPage,
  quartoSlide,
  revealSnippet,
} from './snippets.ts';

const experiment = { ...DEFAULT_EXPERIMENT, arms: [defaultArm('tanh'), defaultArm('relu')], depth: 20 };
const fragment = embedFragment(experiment, DEFAULT_DISPLAY, {
  panels: ['kernel', 'loss'],
  controls: 'all',
  play: false,
});
const embedded: Embedded = {
  page: 'https://example.org/lab/',
  fragment,
  link: 'https://example.org/lab/#arm=tanh&arm=relu&depth=20',
  title: 'tanh & "ReLU" <at> depth 20',
  picture: 'chart.svg',
  width: 640,
  height: 360,
};

/** The value of an attribute, as an HTML parser reads it. */
function attribute(html: string, name: string): string {
  const [, value = ''] = new RegExp(`[ {]${name}="([^"]*)"`).exec(html) ?? [];
  return value.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))).replaceAll('&amp;', '&');
}

describe('the address', () => {
  test.each([
    ['https://example.org/lab/?utm=1#depth=3', 'https://example.org/lab/'],
    ['https://example.org/lab/index.html#depth=3', 'https://example.org/lab/'],
    ['http://localhost:4180/', 'http://localhost:4180/'],
    ['file:///home/me/repu-lab.html#depth=3', 'file:///home/me/repu-lab.html'],
  ])('of %s is %s', (href, page) => expect(pageAddress(href)).toBe(page));

  test('of the default experiment has no empty fragment', () => {
    expect(addressOf('https://example.org/', '')).toBe('https://example.org/');
    expect(addressOf('https://example.org/', 'depth=3')).toBe('https://example.org/#depth=3');
  });
});

describe('the permalink of an embed', () => {
  test('opens the same experiment with the view, panels, controls and start that were chosen', () => {
    const parsed = parseFragment(fragment);
    expect(parsed.rejected).toEqual([]);
    expect(parsed.experiment).toEqual(experiment);
    expect(parsed.display).toEqual({
      ...DEFAULT_DISPLAY,
      view: 'embed',
      panels: ['kernel', 'loss'],
      controls: 'all',
      play: false,
    });
  });

  test('leaves the panels to the view where none are chosen, and tells no story', () => {
    const display = { ...DEFAULT_DISPLAY, story: 3, panels: ['kernel'] as const };
    const told = embedFragment(experiment, display, { panels: [], controls: 'play', play: true });
    expect(parseFragment(told)).toMatchObject({ experiment, display: { panels: null, story: null } });
  });
});

describe('the snippets', () => {
  test('escape what HTML would take for its own', () => {
    expect(escapeHtml(`<a href="x">R&D's</a>`)).toBe('&#60;a href=&#34;x&#34;&#62;R&amp;D&#39;s&#60;/a&#62;');
  });

  test('the iframe has the address, the title and the size', () => {
    const html = iframeSnippet(embedded);
    expect(html).toMatch(/^<iframe [^<>]+><\/iframe>$/);
    expect(attribute(html, 'src')).toBe(`https://example.org/lab/#${fragment}`);
    expect(html).not.toMatch(/&(?!amp;|#\d+;)/);
    expect(attribute(html, 'title')).toBe(embedded.title);
    expect([attribute(html, 'width'), attribute(html, 'height')]).toEqual(['640', '360']);
  });

  test('the element has the keys as attributes and its script from beside the page', () => {
    const [script = '', element = '', ...more] = elementSnippet(embedded).split('\n');
    expect(more).toEqual([]);
    expect(script).toBe('<script src="https://example.org/lab/embed/repu-lab.js"></script>');
    expect(element).toMatch(/^<repu-lab [^<>]+><\/repu-lab>$/);
    expect(attribute(element, 'arm')).toBe('tanh relu');
    expect(attribute(element, 'depth')).toBe('20');
    expect(attribute(element, 'panels')).toBe('kernel_loss');
    expect(attribute(element, 'play')).toBe('0');
    expect(element).not.toContain('view=');
    expect(attribute(element, 'style')).toBe('width:640px;height:360px');
    expect(attribute(element, 'title')).toBe(embedded.title);
  });

  test('Markdown has a link to the whole lab, and a picture that leads there', () => {
    expect(markdownLink({ ...embedded, title: 'a [b] *c*', link: 'https://example.org/a(b)/' })).toBe(
      '[a \\[b\\] \\*c\\*](https://example.org/a%28b%29/)',
    );
    expect(markdownPicture({ ...embedded, title: 'RePU(2)' })).toBe(`[![RePU(2)](chart.svg)](${embedded.link})`);
  });

  test('reveal.js loads the frame once its slide is shown, and there it trains or stands still as was chosen', () => {
    const html = revealSnippet(embedded);
    expect(html).toMatch(/^<section>\s+<iframe data-src="[^<>]+ data-preload [^<>]+><\/iframe>\s+<\/section>$/);
    const { display } = parseFragment(attribute(html, 'data-src').split('#')[1] ?? '');
    expect(display).toMatchObject({ view: 'embed', play: false });
  });

  test('Quarto has the lab as the background of a slide, or as HTML in a page', () => {
    const slide = quartoSlide(embedded);
    expect(slide).toMatch(/^## \{background-iframe="[^"]+" background-interactive="true" data-preload="true"\}$/);
    expect(attribute(slide, 'background-iframe')).toBe(`https://example.org/lab/#${embedded.fragment}`);
    expect(quartoPage(embedded)).toBe(`\`\`\`{=html}\n${iframeSnippet(embedded)}\n\`\`\``);
  });
});
