/**
 * - `not-valid`: a message fails a check
 * - `denied`: the provider says no, or the person did
 * - `incomplete`: the settings or the metadata of the provider do not suffice
 * - `unreachable`: its metadata cannot be fetched
 */
export type SamlRefusalKind = 'not-valid' | 'denied' | 'incomplete' | 'unreachable'

/**
 * Why a message of a provider, or its metadata, counts for nothing. The words are for who administers the provider: they
 * go into the log and the audit trail. A stranger learns only that the sign-in has failed.
 */
export class SamlRefusal extends Error {
  override name = 'SamlRefusal'
  readonly kind: SamlRefusalKind

  constructor(message: string, kind: SamlRefusalKind = 'not-valid') {
    super(message)
    this.kind = kind
  }
}

/** @throws SamlRefusal with these words, unless it holds */
export function demand(holds: boolean, words: string): asserts holds {
  if (!holds) throw new SamlRefusal(words)
}
