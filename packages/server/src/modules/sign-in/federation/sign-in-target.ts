/** Where a sign-in leads to: that decides which providers may be used. */
export type SignInTarget =
  | { kind: 'portal' }
  | {
      kind: 'relying-party'
      key: string
      /** The stage of its asset, if it has one */
      environmentKey: string | null
      /** Null: every provider that may be used there */
      identityProviderKeys: readonly string[] | null
    }
