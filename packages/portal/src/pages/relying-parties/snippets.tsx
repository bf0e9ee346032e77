import { useLingui } from '@lingui/react/macro'
import { Group, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Discovery } from '../../api/discovery.ts'
import { Choice } from '../../components/forms/choice.tsx'
import { CodeBlock } from '../../components/values/code-block.tsx'
import { CopyButton } from '../../components/values/copy-button.tsx'
import type { RelyingPartyDetails } from './queries.ts'
import { snippetsFor } from './snippets-for.ts'

interface SnippetsProps {
  application: RelyingPartyDetails
  discovery: Discovery
}

/** The same sign-in in several languages, with a copy button. */
export function Snippets({ application, discovery }: SnippetsProps) {
  const { t } = useLingui()
  const snippets = snippetsFor(application)
  const [name, setName] = useState(snippets[0]?.value)
  const snippet = snippets.find(({ value }) => value === name) ?? snippets[0]
  if (!snippet) return null
  const text = snippet.text({ application, discovery })
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        {snippets.length > 1 ? (
          <Choice label={t`Language`} isLabelHidden options={snippets} value={name} onChange={setName} />
        ) : (
          <span />
        )}
        <CopyButton value={text} what={t`${snippet.label} snippet`} withLabel />
      </Group>
      <CodeBlock label={t`${snippet.label} snippet`} isLimited>
        {text}
      </CodeBlock>
    </Stack>
  )
}
