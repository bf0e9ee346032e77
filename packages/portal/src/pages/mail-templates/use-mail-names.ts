import { useLingui } from '@lingui/react/macro'
import { mailNames } from '../../components/mail/mail-names.ts'
import type { MailTemplate } from './queries.ts'

/** Each mail, in words */
export function useMailNames(): { value: MailTemplate['name']; label: string }[] {
  const { i18n } = useLingui()
  const names = Object.keys(mailNames) as MailTemplate['name'][]
  return names.map((value) => ({ value, label: i18n._(mailNames[value]) }))
}
