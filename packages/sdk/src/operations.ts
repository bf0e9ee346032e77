// Names for the parts of an operation, as openapi-typescript writes it.

/** The parameters in an operation's query */
export type QueryOf<O> = O extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never

/** What an operation takes in its body */
export type BodyOf<O> = O extends { requestBody?: { content: { 'application/json': infer B } } } ? B : never

/** What an operation answers where it succeeds */
export type AnswerOf<O> = O extends { responses: infer R }
  ? {
      [S in keyof R & (200 | 201 | 202)]: R[S] extends { content: { 'application/json': infer B } } ? B : never
    }[keyof R & (200 | 201 | 202)]
  : never

/** One entry of the list that an operation answers */
export type ItemOf<O> = AnswerOf<O> extends { results: (infer T)[] } ? T : never

/** What every call takes besides. */
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

/** For operations that answer nothing. */
export async function done(call: Promise<unknown>): Promise<void> {
  await call
}

/** What goes along with a call: the keys in its path, and how to abort it. */
export const at = <P>(path: P, options: CallOptions = {}) => ({ params: { path }, ...options })

/** The same with a query. */
export const asking = <P, Q>(path: P, query: Q, options: CallOptions = {}) => ({ params: { path, query }, ...options })
