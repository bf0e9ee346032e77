/** A catalogue as Lingui's plugin compiles it. */
declare module '*.po' {
  export const messages: import('@lingui/core').Messages
}
