import { basePath } from './base-path.ts'

/** What tabs tell each other: which session this browser has now, by its key; null where it was signed out */
interface Told {
  sessionKey: string | null
}

/** Tests of single modules have no browser. */
const channel = 'document' in globalThis ? new BroadcastChannel(`portico session ${basePath}`) : undefined

/** Tells the other tabs which session this browser has. */
export const tellOtherTabs = (sessionKey: string | null): void => channel?.postMessage({ sessionKey } satisfies Told)

/** Listens for sessions that other tabs have found or ended. @returns what ends it */
export function onToldByOtherTab(listener: (sessionKey: string | null) => void): () => void {
  const hear = ({ data }: MessageEvent<Told>): void => listener(data.sessionKey)
  channel?.addEventListener('message', hear)
  return () => channel?.removeEventListener('message', hear)
}
