import type Provider from 'oidc-provider'
import type { SignInOptions } from '../sign-in-options.ts'

interface Authorization {
  sid?: string
  grantId?: string
  persistsLogout?: boolean
}

type Session = InstanceType<Provider['Session']> & {
  touched?: boolean
  new?: boolean
  authorizations?: Record<string, Authorization>
}

/** What tokens for a client call a session: another name in each client, the same one for as long as the session lasts. */
export const sidOf = ({ parts: { vault }, organizationKey }: SignInOptions, uid: string, clientId: string): string =>
  vault.hash('records', `sid ${organizationKey} ${uid} ${clientId}`)

/**
 * Has the library store a session only where something in it has changed: its own code takes every request for a change. A
 * session signs in for as long as the sign-on session that it stands for, which nothing here lengthens.
 */
export function storeChangedSessions(provider: Provider, options: SignInOptions): void {
  const session = provider.Session.prototype as unknown as Session & Record<string, unknown>
  const save = session.save
  const set = (of: Session, clientId: string, changed: Authorization): void => {
    of.authorizations = { ...of.authorizations, [clientId]: { ...of.authorizations?.[clientId], ...changed } }
  }
  Object.assign(session, {
    async save(this: Session, life: number) {
      return this.new || this.touched || !this.jti ? save.call(this, life) : this.jti
    },
    authorizationFor(this: Session, clientId: string): Authorization {
      // What the library would note in it is of no use: nothing is bound to its sessions.
      return { ...this.authorizations?.[clientId] }
    },
    ensureClientContainer(this: Session, clientId: string) {
      if (this.authorizations?.[clientId]?.sid !== undefined) return
      set(this, clientId, { sid: sidOf(options, this.uid, clientId) })
    },
    sidFor(this: Session, clientId: string) {
      return this.authorizations?.[clientId]?.sid
    },
    grantIdFor(this: Session, clientId: string, grantId?: string) {
      const known = this.authorizations?.[clientId]?.grantId
      if (grantId === undefined) return known
      if (grantId !== known) set(this, clientId, { grantId })
      return undefined
    },
  })
}
