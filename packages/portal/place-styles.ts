import type { Plugin } from 'vite'

const link = /\s*<link rel="stylesheet"[^>]*>/g

/**
 * Moves the stylesheet of the document below the outline of a page, which has its own styles: a browser shows what is above
 * a stylesheet without waiting for it. It stays above what React renders: Mantine's styles there come after it.
 */
export function placeStyles(): Plugin {
  return {
    name: 'portico-place-styles',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        html.replace(link, '').replace('<div id="root">', `${html.match(link)?.join('').trim()}\n    $&`),
    },
  }
}
