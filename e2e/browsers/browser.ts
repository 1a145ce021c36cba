/** What the tests ask of a browser, whichever way it is driven. */
export interface Browser {
  /** Navigates, and resolves once the page has loaded. */
  open(address: string): Promise<void>;
  /** The value of an expression in the page, awaited. It has to be JSON. */
  evaluate(expression: string): Promise<unknown>;
  /** The mouse: down at the first place, along the others, up at the last. In CSS pixels of the window. */
  pointer(path: readonly (readonly [number, number])[]): Promise<void>;
  /** One key by its `KeyboardEvent.key`. */
  press(key: string): Promise<void>;
  /** Text into what has the focus. */
  type(text: string): Promise<void>;
  /** A file from disk for an `<input type="file">`. */
  choose(selector: string, file: string): Promise<void>;
  close(): Promise<void>;
}

export const WINDOW = { width: 1280, height: 900 } as const;

/** Preferences of Firefox, as in about:config. */
export type Preferences = Readonly<Record<string, boolean | number | string>>;

/** Without it a window that is not in front has no focus. */
export const FIREFOX_PREFERENCES: Preferences = { 'focusmanager.testmode': true };
