/** What the SDK takes from wherever it runs. The tests put their own clock and network here. */
export interface Io {
  fetch(url: string, init: RequestInit): Promise<Response>
  /** Milliseconds since 1970 */
  now(): number
  /** @throws the signal's reason as soon as it is aborted */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** From 0 to 1 */
  random(): number
}

/** The surroundings of a browser, of Node and of edge runtimes alike. */
export const runtimeIo: Io = {
  // Not bound once: a page or a test may have put another one there.
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
