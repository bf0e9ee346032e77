import type { KnownRelyingParty } from '../../../modules/relying-parties/registrations/relying-party-directory.ts'

type Settings = Pick<KnownRelyingParty, 'accessTokenMinutes' | 'refreshTokenDays'>

const daySeconds = 86_400

export const idTokenSeconds = 300

export const nowInSeconds = (): number => Math.floor(Date.now() / 1000)

/** Of a token for no API */
export const accessTokenSeconds = (relyingParty: Settings | undefined): number =>
  (relyingParty?.accessTokenMinutes ?? 1) * 60

/** Counted from the sign-in: rotation doesn't lengthen it. */
export const refreshTokenSeconds = (relyingParty: Settings | undefined, signedInAt: number): number =>
  Math.max(1, signedInAt + (relyingParty?.refreshTokenDays ?? 1) * daySeconds - nowInSeconds())
