import { msg } from '@lingui/core/macro'
import { pageI18n } from '../../components/language/page-language.ts'

const maxNameLength = 50

export function checkName({ name }: { name: string }): { name?: string } {
  if (name.trim() === '') return { name: pageI18n()._(msg`Enter a name.`) }
  if ([...name.trim()].length > maxNameLength)
    return { name: pageI18n()._(msg`Enter at most ${maxNameLength} characters.`) }
  return {}
}
