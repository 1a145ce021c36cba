/** For Vite: KaTeX's style sheet names sixty font files; src/app/panels/theory/katexFonts.css names those that are used. */
export const katexWithoutFonts = {
  name: 'katex-without-fonts',
  enforce: 'pre',
  transform(code, id) {
    return /katex\.min\.css$/.test(id) ? code.replace(/@font-face\{[^}]*\}/g, '') : null;
  },
};
