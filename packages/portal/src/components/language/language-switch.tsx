import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu } from '@mantine/core'
import { IconLanguage } from '@tabler/icons-react'
import { chooseLanguage } from './choose-language.ts'
import { type Language, languages, useLanguage } from './language.ts'

/** The language of the pages for people who are not signed in. Others choose theirs in the menu of their account. */
export function LanguageSwitch() {
  const { t } = useLingui()
  const language = useLanguage()
  return (
    <Menu position="bottom-end" width={170}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={34} c="var(--mantine-color-text)" aria-label={t`Language`}>
          <IconLanguage size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={language} onChange={(value) => chooseLanguage(value as Language)}>
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
