import { useLingui } from '@lingui/react/macro'
import { Radio, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Form } from '../../components/forms/use-form.ts'
import { Section } from '../../components/page/section.tsx'
import { type ProviderPreset, providerPresets } from './provider-presets.ts'
import type { ProviderValues } from './provider-values.ts'

interface PresetFieldsProps {
  form: Form<ProviderValues>
  preset: ProviderPreset
  onChange(preset: ProviderPreset): void
}

/** Which provider it is, and what of its address differs. */
export function PresetFields({ form, preset, onChange }: PresetFieldsProps) {
  const { t, i18n } = useLingui()
  const [answers, setAnswers] = useState<string[]>([])
  const answer = (next: string[], chosen: ProviderPreset): void => {
    setAnswers(next)
    if (chosen.discoveryUrl) form.set('discoveryUrl', chosen.discoveryUrl(next.map((text) => text.trim())))
  }
  const choose = (id: string): void => {
    const chosen = providerPresets.find((one) => one.id === id)
    if (!chosen) return
    onChange(chosen)
    form.set('type', chosen.type)
    form.set('subtype', chosen.subtype)
    form.set('emailTrustType', chosen.emailTrustType)
    form.set('discoveryUrl', '')
    answer([], chosen)
  }
  return (
    <Section title={t`Provider`}>
      <Stack gap="md" maw={640}>
        <Radio.Group aria-label={t`Provider`} value={preset.id} onChange={choose}>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
            {providerPresets.map(({ id, label }) => (
              <Radio key={id} value={id} label={i18n._(label)} />
            ))}
          </SimpleGrid>
        </Radio.Group>
        <Text size="sm" c="dimmed">
          {i18n._(preset.hint)}
        </Text>
        {preset.asked.map(({ name, label, description }, index) => (
          <TextInput
            key={`${preset.id} ${name}`}
            label={i18n._(label)}
            description={i18n._(description)}
            autoComplete="off"
            value={answers[index] ?? ''}
            onChange={({ currentTarget: { value } }) =>
              answer(
                preset.asked.map((_, at) => (at === index ? value : (answers[at] ?? ''))),
                preset,
              )
            }
            error={index === 0 ? form.errors.discoveryUrl : undefined}
          />
        ))}
      </Stack>
    </Section>
  )
}
