/** The parameters in an operation's query */
export type QueryOf<O> = O extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never

/** The last parameter of every call. */
export interface CallOptions {
  /** Aborts the call, also while it waits to be repeated. */
  signal?: AbortSignal
}

/** The last parameter of a call that changes what can be read before. */
export interface EditOptions extends CallOptions {
  /**
   * The change is carried out only if the state is still the one with this ETag (see {@link etagOf}). If somebody has
   * changed it meanwhile, the call throws `PorticoError` 412, with `changedFields`.
   */
  ifMatch?: string | undefined
}

const etags = new WeakMap<object, string>()

/**
 * The ETag of an answer that describes one thing which can be edited: send it as `ifMatch` with the change.
 *
 * @example
 * const group = await portico.groups.get(key)
 * await portico.groups.update(key, { name: `${group.name} (old)` }, { ifMatch: etagOf(group) })
 */
export const etagOf = (answered: object): string | undefined => etags.get(answered)

/**
 * The body of an answer. Where there is no success, the call itself has thrown.
 *
 * @example
 * const { results } = await answer(portico.api.identity.GET('/users', { params: { query: { limit: 25 } } }))
 */
export async function answer<T>(call: Promise<{ data?: T; response?: Response }>): Promise<NonNullable<T>> {
  const { data, response } = await call
  // Proxies that compress mark an ETag as weak. It stands for the fields, not for the bytes, and stays the same.
  const etag = response?.headers.get('etag')?.replace(/^W\//, '')
  if (etag && typeof data === 'object' && data !== null) etags.set(data, etag)
  return data as NonNullable<T>
}

/** Waits for a call whose answer has no body, or none that is needed. */
export async function completed(call: Promise<unknown>): Promise<void> {
  await call
}

/** The parameters of a call: the keys in its path, the signal that aborts it, and the state that a change starts from. */
export const withPath = <P>(path: P, options: EditOptions = {}) => ({ params: { path }, ...conditional(options) })

/** The same without keys */
export const conditional = ({ ifMatch, ...options }: EditOptions = {}) => ({
  ...options,
  ...(ifMatch === undefined ? {} : { headers: { 'If-Match': ifMatch } }),
})

/** The same with a query. */
export const withQuery = <P, Q>(path: P, query: Q, options: CallOptions = {}) => ({
  params: { path, query },
  ...options,
})
