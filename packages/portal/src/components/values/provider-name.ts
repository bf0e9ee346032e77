import { msg } from '@lingui/core/macro'
import { pageI18n } from '../language/page-language.ts'

/** An identity provider by its name. The built-in one, of which Portico has the name, is the only one of its type. */
export const providerName = ({ key, type, name }: { key: string; type: string; name?: string | null }): string =>
  type === 'Cognito' ? pageI18n()._(msg`Built-in`) : (name ?? key)
