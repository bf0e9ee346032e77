import { useLingui } from '@lingui/react/macro'
import { Text, UnstyledButton } from '@mantine/core'
import { Section } from '../../components/page/section.tsx'
import classes from './relying-parties.module.css'
import { type RelyingPartyType, relyingPartyTypes } from './relying-party-labels.ts'

/** The three types, and what tells them apart. */
export const TypeChoice = ({ onChoose }: { onChoose(type: RelyingPartyType): void }) => {
  const { t, i18n } = useLingui()
  return (
    <Section
      title={t`Type of application`}
      description={t`The type decides how the application authenticates. It cannot be changed later.`}
    >
      <div className={classes.types}>
        {relyingPartyTypes.map(({ value, label, description }) => (
          <UnstyledButton key={value} className={classes.type} onClick={() => onChoose(value)}>
            <Text fw={600}>{i18n._(label)}</Text>
            <Text size="sm" c="dimmed">
              {i18n._(description)}
            </Text>
          </UnstyledButton>
        ))}
      </div>
    </Section>
  )
}
