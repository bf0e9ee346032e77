import { Text, UnstyledButton } from '@mantine/core'
import { Section } from '../../components/page/section.tsx'
import classes from './relying-parties.module.css'
import { type RelyingPartyType, relyingPartyTypes } from './relying-party-labels.ts'

/** The three types, and what tells them apart. */
export const TypeChoice = ({ onChoose }: { onChoose(type: RelyingPartyType): void }) => (
  <Section title="Where does it run?" description="The type stays: it decides how the application proves who it is.">
    <div className={classes.types}>
      {relyingPartyTypes.map(({ value, label, description }) => (
        <UnstyledButton key={value} className={classes.type} onClick={() => onChoose(value)}>
          <Text fw={600}>{label}</Text>
          <Text size="sm" c="dimmed">
            {description}
          </Text>
        </UnstyledButton>
      ))}
    </div>
  </Section>
)
