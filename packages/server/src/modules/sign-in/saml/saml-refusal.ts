/**
 * Why a message of a provider, or its metadata, counts for nothing. The words are for who administers the provider: they
 * go into the log and the audit trail. A stranger learns only that the sign-in has failed.
 */
export class SamlRefusal extends Error {
  override name = 'SamlRefusal'
}

/** @throws SamlRefusal with these words, unless it holds */
export function demand(holds: boolean, words: string): asserts holds {
  if (!holds) throw new SamlRefusal(words)
}
