import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './life-step.module.css'

interface LifeStepProps {
  /** What it does, and to whom */
  text: ReactNode
  button: ReactNode
  /** The dialog that the button opens */
  children: ReactNode
}

/** One thing that ends or resumes something, in a panel with others: what it does, and its button. */
export const LifeStep = ({ text, button, children }: LifeStepProps) => (
  <Group className={classes.step} data-life-step justify="space-between" gap="md">
    <Text size="sm" flex="1 1 260px" maw={560}>
      {text}
    </Text>
    {button}
    {children}
  </Group>
)
