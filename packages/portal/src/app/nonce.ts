/**
 * The Content-Security-Policy lets only those style elements through that carry this visit's nonce: Mantine writes a few
 * for what it computes. The server puts the nonce into the document.
 */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? ''

// Where the library that keeps the page from scrolling behind a dialog looks for it.
Object.assign(globalThis, { __webpack_nonce__: styleNonce })
