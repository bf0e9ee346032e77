/** The parameters in an operation's query */
export type QueryOf<O> = O extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never

/** The last parameter of every call. */
export interface CallOptions {
  /** Aborts the call, also while it waits to be repeated. */
  signal?: AbortSignal
}

/**
 * The body of an answer. Where there is no success, the call itself has thrown.
 *
 * @example
 * const { results } = await answer(portico.api.identity.GET('/users', { params: { query: { limit: 25 } } }))
 */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  const { data } = await call
  return data as NonNullable<T>
}

/** Waits for a call whose answer has no body, or none that is needed. */
export async function completed(call: Promise<unknown>): Promise<void> {
  await call
}

/** The parameters of a call: the keys in its path, and the signal that aborts it. */
export const withPath = <P>(path: P, options: CallOptions = {}) => ({ params: { path }, ...options })

/** The same with a query. */
export const withQuery = <P, Q>(path: P, query: Q, options: CallOptions = {}) => ({
  params: { path, query },
  ...options,
})
