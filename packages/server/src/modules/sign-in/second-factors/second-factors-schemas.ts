import { Type } from 'typebox'
import { Key, Name, Nullable, strict, Timestamp } from '../../../http/api/schemas.ts'
import { CodeText, PasswordText } from '../credentials/credentials-schemas.ts'

/** What the WebAuthn API of browsers gives and takes: its fields are the library's business. */
const WebAuthnJson = Type.Unsafe<object>({ type: 'object', additionalProperties: true })

/**
 * Of what a browser answers: authenticators say 10 KB at most. The library reads texts in it that hold JSON and CBOR, whatever
 * is in them, and a megabyte of empty lists takes it half a second.
 */
export const passkeyBodyLimit = 32_768

export const PasskeyOptions = WebAuthnJson
export const PasskeyRequest = Type.Object({ name: Name, response: WebAuthnJson }, strict)
export const PasskeyEdit = Type.Object({ name: Name }, strict)
export const PasskeyCreated = Type.Object({ key: Key })
/** A passkey in a list */
export const passkeyFields = { key: Key, name: Type.String(), createdAt: Timestamp, lastUsedAt: Nullable(Timestamp) }
export const PasskeyList = Type.Object({ results: Type.Array(Type.Object(passkeyFields)) })

export const AuthenticatorState = Type.Object({
  isConfirmed: Type.Boolean(),
  confirmedAt: Nullable(Timestamp),
  recoveryCodesLeft: Type.Integer(),
})
export const AuthenticatorSecret = Type.Object({ secret: Type.String(), uri: Type.String() })
export const AuthenticatorBegin = Type.Object({}, strict)
export const AuthenticatorConfirmation = Type.Object({ code: CodeText }, strict)
export const RecoveryCodes = Type.Object({ recoveryCodes: Type.Array(Type.String()) })
/** One of the two */
export const AuthenticatorRemoval = Type.Object(
  { password: Type.Optional(PasswordText), code: Type.Optional(CodeText) },
  { ...strict, minProperties: 1, maxProperties: 1 },
)
