import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Select, Textarea, TextInput } from '@mantine/core'
import type { Form } from '../../components/forms/use-form.ts'
import { pageI18n } from '../../components/language/page-language.ts'
import { type AssetType, assetTypeOptions } from './queries.ts'

export interface AssetFacts {
  name: string
  type: AssetType
  description: string
}

const longestDescription = 1024

export function checkFacts({ name, description }: AssetFacts): { name?: string; description?: string } {
  return {
    ...(name.trim() === '' ? { name: pageI18n()._(msg`Enter a name.`) } : {}),
    ...([...description.trim()].length > longestDescription
      ? { description: pageI18n()._(msg`At most ${longestDescription} characters.`) }
      : {}),
  }
}

/** For the request. */
export const factsOf = ({ name, type, description }: AssetFacts) => ({
  name: name.trim(),
  type,
  description: description.trim() || null,
})

export function AssetFields<F extends AssetFacts>({ form }: { form: Form<F> }) {
  const { t } = useLingui()
  const fields = form as unknown as Form<AssetFacts>
  return (
    <>
      <TextInput label={t`Name`} data-autofocus {...fields.text('name')} />
      <Select
        label={t`Type`}
        data={assetTypeOptions()}
        allowDeselect={false}
        {...fields.field('type')}
        onChange={(value) => value && fields.set('type', value as AssetType)}
      />
      <Textarea
        label={t`Description`}
        description={t`Optional`}
        autosize
        minRows={2}
        maxRows={6}
        {...fields.text('description')}
      />
    </>
  )
}
