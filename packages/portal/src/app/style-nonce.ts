/**
 * The Content-Security-Policy allows only style elements with the nonce of this document. Mantine adds a few for what
 * it computes. The server puts the nonce into the document.
 */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? ''

// For the library that stops the page from scrolling behind a dialog.
Object.assign(globalThis, { __webpack_nonce__: styleNonce })
