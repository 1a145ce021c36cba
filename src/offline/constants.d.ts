/** True in the site as `npm run build` makes it; false while developing and in the single file (vite.config.ts). */
declare const __OFFLINE__: boolean;

/** The files of the site, filled in when the service worker is built (scripts/precache.mjs). */
declare const __PRECACHE__: readonly {
  /** Relative to the page. */
  readonly url: string;
  /** Null where the name has a hash in it. */
  readonly revision: string | null;
  /** Of the file's bytes, as in Subresource Integrity. */
  readonly integrity: string;
}[];
