import { type Static, Type } from 'typebox'
import { strict } from '../../../http/api/schemas.ts'
import { printable } from '../../../http/api/text-rules.ts'

// Nothing is trimmed or changed: what was typed is what counts. The operations check the rules that the pages explain.

/** Longer ones than this would only cost time to hash. */
export const PasswordText = Type.String({ maxLength: 4_096 })
export const EmailText = Type.String({ minLength: 1, maxLength: 256, pattern: printable })
export const CodeText = Type.String({ minLength: 1, maxLength: 64, pattern: printable })
export const LinkToken = Type.String({ minLength: 1, maxLength: 128, pattern: '^[A-Za-z0-9_-]*$' })
/** Asks what a link leads to. The token is in the body, so that it is in no log. */
export const LinkReadRequest = Type.Object({ token: LinkToken }, strict)

export const PasswordForgottenRequest = Type.Object({ email: EmailText }, strict)

/** With the link's token, or with the code in the browser that asked for it */
export const PasswordResetRequest = Type.Union([
  Type.Object({ token: LinkToken, password: PasswordText }, strict),
  Type.Object({ code: CodeText, password: PasswordText }, strict),
])
export const PasswordChangeRequest = Type.Object({ currentPassword: PasswordText, newPassword: PasswordText }, strict)
/** For a member who has none */
export const PasswordSetRequest = Type.Object({ newPassword: PasswordText }, strict)
/** Whether the member has a password, and whether the organization lets them have one */
export const PasswordState = Type.Object({ isSet: Type.Boolean(), isAllowed: Type.Boolean() }, strict)
export type PasswordResetRequest = Static<typeof PasswordResetRequest>
