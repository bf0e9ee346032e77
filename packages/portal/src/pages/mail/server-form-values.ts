import { msg } from '@lingui/core/macro'
import type { components } from '@portico/sdk/generated/management.ts'
import type { MailSettings } from '../../api/mail-settings.ts'
import { pageI18n } from '../../components/language/page-language.ts'

type MailSettingsBody = components['schemas']['MailSettingsRequest']
export type Security = MailSettingsBody['security']

export interface ServerFormValues {
  host: string
  port: number | string
  security: Security
  username: string
  password: string
  fromName: string
  fromAddress: string
}

export const securityOptions = (): { value: Security; label: string; port: number }[] => [
  { value: 'starttls', label: 'STARTTLS', port: 587 },
  { value: 'tls', label: pageI18n()._(msg`TLS from the start`), port: 465 },
  { value: 'none', label: pageI18n()._(msg({ message: 'None', context: 'encryption' })), port: 25 },
]

export const initialValues = (settings: MailSettings): ServerFormValues => ({
  host: settings.host ?? '',
  port: settings.port ?? 587,
  security: settings.security ?? 'starttls',
  username: settings.username ?? '',
  password: '',
  fromName: settings.source === 'organization' ? (settings.fromName ?? '') : '',
  fromAddress: settings.source === 'organization' ? (settings.fromAddress ?? '') : '',
})

/** The stored password may be kept only if server, port, encryption and user name stay the same. */
export function mayKeepPassword(values: ServerFormValues, settings: MailSettings): boolean {
  const { host, port, security, username } = settings
  return (
    settings.hasPassword &&
    values.host.trim() === host &&
    Number(values.port) === port &&
    values.security === security &&
    values.username.trim() === username
  )
}

type Errors = Partial<Record<keyof ServerFormValues, string>>

export function checkServer(values: ServerFormValues, settings: MailSettings): Errors {
  const hasName = values.username.trim() !== ''
  return {
    ...(values.host.trim() === '' ? { host: pageI18n()._(msg`Enter the name of the server.`) } : {}),
    ...(values.port === '' ? { port: pageI18n()._(msg`Enter the port.`) } : {}),
    ...(values.fromAddress.trim() === '' ? { fromAddress: pageI18n()._(msg`Enter the address of the sender.`) } : {}),
    ...(hasName && values.password === '' && !mayKeepPassword(values, settings)
      ? {
          password: settings.hasPassword
            ? pageI18n()._(msg`Enter the password again, because the server or account has changed.`)
            : pageI18n()._(msg`Enter the password.`),
        }
      : {}),
    ...(!hasName && values.password !== ''
      ? { username: pageI18n()._(msg`Enter the username that belongs to the password.`) }
      : {}),
    ...(hasName && values.security === 'none'
      ? { security: pageI18n()._(msg`Choose an encryption. Without it, others could read the password.`) }
      : {}),
  }
}

export const settingsRequestOf = (values: ServerFormValues): MailSettingsBody => ({
  host: values.host.trim(),
  port: Number(values.port),
  security: values.security,
  username: values.username.trim() || null,
  ...(values.password === '' ? {} : { password: values.password }),
  fromName: values.fromName.trim() || null,
  fromAddress: values.fromAddress.trim(),
})
