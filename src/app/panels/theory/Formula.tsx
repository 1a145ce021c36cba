import katex from 'katex';
import { useLayoutEffect, useRef } from 'react';
import 'katex/dist/katex.min.css';
import './katexFonts.css';

/** A formula, set by KaTeX; MathML beside it speaks. */
export function Formula({ tex }: { readonly tex: string }) {
  const target = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (target.current) katex.render(tex, target.current, { throwOnError: false, output: 'htmlAndMathml' });
  }, [tex]);
  return <span ref={target} translate="no" />;
}
