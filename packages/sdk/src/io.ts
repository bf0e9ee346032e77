/** The network, the clock and the randomness that the SDK uses. The tests give it their own. */
export interface Io {
  fetch(url: string, init: RequestInit): Promise<Response>
  /** Milliseconds since 1970 */
  now(): number
  /** @throws the signal's reason as soon as it is aborted */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** From 0 to 1 */
  random(): number
}

/** Those of browsers, Node and edge runtimes. */
export const runtimeIo: Io = {
  // Looked up at each call: a page or a test may replace the global fetch.
  fetch: (url, init) => globalThis.fetch(url, init),
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const stop = (): void => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop)
        resolve()
      }, milliseconds)
      signal?.addEventListener('abort', stop, { once: true })
    }),
  random: () => Math.random(),
}
