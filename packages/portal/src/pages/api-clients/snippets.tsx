import { useLingui } from '@lingui/react/macro'
import { Group, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Discovery } from '../../api/discovery.ts'
import { Choice } from '../../components/forms/choice.tsx'
import { CodeBlock } from '../../components/values/code-block.tsx'
import { CopyButton } from '../../components/values/copy-button.tsx'
import { type SnippetName, type SnippetValues, snippetTexts } from './snippet-texts.ts'

interface SnippetsProps {
  credentials: { clientId: string; clientSecret: string }
  discovery: Discovery
}

/** The same small program in several languages, with a copy button. */
export function Snippets({ credentials: { clientId, clientSecret }, discovery }: SnippetsProps) {
  const { t } = useLingui()
  const [name, setName] = useState<SnippetName>('curl')
  const values: SnippetValues = { discovery, clientId, clientSecret }
  const { label, text } = snippetTexts.find(({ value }) => value === name) ?? snippetTexts[0]
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Choice<SnippetName> label={t`Language`} isLabelHidden options={snippetTexts} value={name} onChange={setName} />
        <CopyButton value={text(values)} what={t`${label} snippet`} withLabel />
      </Group>
      <CodeBlock label={t`${label} snippet`}>{text(values)}</CodeBlock>
    </Stack>
  )
}
