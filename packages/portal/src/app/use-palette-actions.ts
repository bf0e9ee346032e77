import { useLingui } from '@lingui/react/macro'
import { useMantineColorScheme } from '@mantine/core'
import { IconLanguage } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { addressOf } from '../api/base-path.ts'
import { useSession } from '../api/session.ts'
import { type Language, languages, useLanguage } from '../components/language/language.ts'
import { chooseOwnLanguage } from './choose-own-language.ts'
import type { FoundByWords } from './found-by-words.ts'
import { showOverlay } from './overlay.ts'
import { mayDo, type PaletteAction, type PaletteQuestion, paletteActions } from './palette-actions.ts'
import { signOut } from './sign-out.ts'

/** For whoever does not read the page's language */
const inEveryLanguage = ['language', 'sprache', 'idioma']

/** In English and in the page's language: `German` */
const namesOf = (language: Language, locale: string): (string | undefined)[] =>
  ['en', locale].map((one) => new Intl.DisplayNames(one, { type: 'language' }).of(language))

/**
 * What the member may do from the search, in the page's language.
 * @param onAsk asks in the search for what the action needs
 */
export function usePaletteActions(onAsk: (question: PaletteQuestion) => void): FoundByWords[] {
  const { t, i18n } = useLingui()
  const session = useSession()
  const router = useRouter()
  const language = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()

  const carryOut = (does: PaletteAction['does']): unknown => {
    if ('page' in does) return router.navigate({ to: does.page })
    if ('asks' in does) return onAsk(does.asks)
    if ('address' in does) return window.open(addressOf(does.address), '_blank', 'noopener')
    if ('download' in does) return download(addressOf(does.download), does.name)
    if ('colorScheme' in does) return setColorScheme(does.colorScheme)
    // The search closes first.
    if ('shows' in does) return setTimeout(() => showOverlay(does.shows))
    return signOut()
  }
  const others = (Object.entries(languages) as [Language, string][]).filter(([other]) => other !== language)
  return [
    ...paletteActions
      .filter((action) => mayDo(session, action))
      .filter(({ does }) => !('colorScheme' in does) || does.colorScheme !== colorScheme)
      .map(({ id, label, description, keywords, icon, does }) => ({
        ...{ id, icon, label: i18n._(label), keywords: i18n._(keywords) },
        ...(description && { description: i18n._(description) }),
        staysOpen: 'asks' in does,
        open: () => carryOut(does),
      })),
    ...others.map(([other, name]) => ({
      id: `language-${other}`,
      label: t`Switch language to ${name}`,
      keywords: [...inEveryLanguage, ...namesOf(other, i18n.locale)].join(' '),
      icon: IconLanguage,
      open: () => chooseOwnLanguage(other),
    })),
  ]
}

function download(address: string, name: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
}
