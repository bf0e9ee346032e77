import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu } from '@mantine/core'
import { IconLanguage } from '@tabler/icons-react'
import { type Language, languages, setLanguage, useLanguage } from './language.ts'
import { loadLanguage } from './page-language.ts'

/** The language of the pages that are translated. This browser remembers it. */
export function LanguageSwitch({ onChosen }: { onChosen?: (language: Language) => void }) {
  const { t } = useLingui()
  const language = useLanguage()
  const choose = async (chosen: Language): Promise<void> => {
    await loadLanguage(chosen)
    setLanguage(chosen)
    onChosen?.(chosen)
  }
  return (
    <Menu position="bottom-end" width={170}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={34} c="var(--mantine-color-text)" aria-label={t`Language`}>
          <IconLanguage size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={language} onChange={(value) => choose(value as Language)}>
          {Object.entries(languages).map(([value, name]) => (
            <Menu.RadioItem key={value} value={value} lang={value}>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
