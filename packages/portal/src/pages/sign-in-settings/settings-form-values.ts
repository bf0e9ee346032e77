import { msg } from '@lingui/core/macro'
import { pageI18n } from '../../components/language/page-language.ts'
import type { SignInSettings, SignInSettingsRequest } from './queries.ts'

/** Numbers as their fields have them: a text while they are being typed */
export type SettingsFormValues = Omit<
  SignInSettings,
  'updatedAt' | 'sessionMinutes' | 'idleMinutes' | 'recentSignInMinutes'
> &
  Record<'sessionMinutes' | 'idleMinutes' | 'recentSignInMinutes', number | string>

export function valuesOf({ updatedAt: _, ...settings }: SignInSettings): SettingsFormValues {
  return { ...settings, idleMinutes: settings.idleMinutes ?? '' }
}

type Field = keyof SettingsFormValues & string

/** What is wrong as far as the server need not be asked. */
export function checkSettings(values: SettingsFormValues): Partial<Record<Field, string>> {
  const within = (field: 'sessionMinutes' | 'idleMinutes' | 'recentSignInMinutes', least: number, most = 720) => {
    const value = Number(values[field])
    const isRight = values[field] !== '' && Number.isInteger(value) && value >= least && value <= most
    return isRight ? {} : { [field]: pageI18n()._(msg`Enter a number of minutes from ${least} to ${most}.`) }
  }
  const rolesOf = (users: SignInSettings['secondFactorRequiredFor'], field: Field, keys: readonly string[]) =>
    users === 'roles' && keys.length === 0 ? { [field]: pageI18n()._(msg`Choose at least one organization role.`) } : {}
  const session = within('sessionMinutes', 15)
  const isSessionRight = Object.keys(session).length === 0
  return {
    ...rolesOf(values.secondFactorRequiredFor, 'secondFactorRoleKeys', values.secondFactorRoleKeys),
    ...rolesOf(values.passwordsRefusedFor, 'passwordsRefusedRoleKeys', values.passwordsRefusedRoleKeys),
    ...session,
    // A session's length that is wrong itself is no bound.
    ...(values.idleMinutes === ''
      ? {}
      : within('idleMinutes', 5, isSessionRight ? Number(values.sessionMinutes) : 720)),
    ...within('recentSignInMinutes', 1),
  }
}

/** Roles that were chosen before others are not sent. */
export const requestOf = (values: SettingsFormValues): SignInSettingsRequest => ({
  ...values,
  secondFactorRoleKeys: values.secondFactorRequiredFor === 'roles' ? values.secondFactorRoleKeys : [],
  passwordsRefusedRoleKeys: values.passwordsRefusedFor === 'roles' ? values.passwordsRefusedRoleKeys : [],
  sessionMinutes: Number(values.sessionMinutes),
  idleMinutes: values.idleMinutes === '' ? null : Number(values.idleMinutes),
  recentSignInMinutes: Number(values.recentSignInMinutes),
})
