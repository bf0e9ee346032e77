import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, FileButton, Group, Input, Text, TextInput } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import { notifyOfProblem, notifyOfSaved } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { LeaveGuard } from '../../components/forms/leave-guard.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { BrandPreview } from './brand-preview.tsx'
import { LogoPreview } from './logo-preview.tsx'
import { type Branding, invalidateBranding } from './queries.ts'

const valuesOf = ({ name, primaryColor, logo }: Branding) => ({
  name: name ?? '',
  primaryColor: primaryColor ?? '',
  logo: logo ?? '',
})
type Values = ReturnType<typeof valuesOf>

const requestOf = ({ name, primaryColor, logo }: Values): Branding => ({
  name: name.trim() || null,
  primaryColor: primaryColor.trim().toLowerCase() || null,
  logo: logo || null,
})

const isColor = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text.trim())

export function BrandingForm({ loaded }: { loaded: Branding }) {
  const { t, i18n } = useLingui()
  const [fault, setFault] = useState<MessageDescriptor>()
  const form = useEditForm({
    loaded,
    valuesOf,
    requestOf,
    labels: { name: t`Display name`, primaryColor: t`Color`, logo: t`Logo` },
    check: ({ primaryColor }) =>
      primaryColor.trim() === '' || isColor(primaryColor)
        ? {}
        : { primaryColor: t`Enter # and six hexadecimal digits, such as #3b5bdb.` },
    read: () => answer(managementApi.GET('/branding')),
    send: ({ body, header }) => completed(managementApi.PUT('/branding', { params: { header }, body })),
    async saved(values, isChanged) {
      form.reset(valuesOf(requestOf(values)))
      notifyOfSaved(isChanged, t`Branding saved`)
      await invalidateBranding()
    },
  })
  const choose = async (file: File | null): Promise<void> => {
    setFault(undefined)
    if (!file) return form.set('logo', '')
    try {
      const fault = await faultOfLogo(file)
      setFault(fault)
      if (fault === undefined) form.set('logo', await dataUrlOf(file))
    } catch (error) {
      notifyOfProblem(error)
    }
  }
  const { primaryColor, logo } = form.values
  return (
    <>
      <FormFrame form={form} submitLabel={t`Save`}>
        <TextInput
          label={t`Display name`}
          description={t`Shown instead of the name of the organization. Empty: its name.`}
          maw={420}
          {...form.text('name')}
        />
        <TextInput
          label={t`Color`}
          description={t`For buttons and links. Pages use the nearest shade that is readable in light and in dark. Empty: the color of Portico.`}
          placeholder="#3b5bdb"
          maw={420}
          {...form.text('primaryColor')}
        />
        {isColor(primaryColor) && <BrandPreview color={primaryColor.trim().toLowerCase()} />}
        <Input.Wrapper
          component="fieldset"
          label={t`Logo`}
          labelElement="div"
          description={t`A PNG of at most 64 kB, each side 16 to 1,024 pixels. A transparent background suits light and dark.`}
          error={fault ? i18n._(fault) : form.errors.logo}
          style={{ border: 0, padding: 0, margin: 0 }}
        >
          <Group gap="md" mt="xs">
            {logo ? (
              <LogoPreview url={logo} />
            ) : (
              <Text size="sm" c="dimmed">
                <Trans>None. The logo of Portico is shown.</Trans>
              </Text>
            )}
            <FileButton accept="image/png" onChange={(file) => file && choose(file)}>
              {(props) => (
                <Button variant="default" {...props}>
                  {logo ? t`Choose another file` : t`Choose file`}
                </Button>
              )}
            </FileButton>
            {logo && (
              <Button variant="default" onClick={() => choose(null)}>
                <Trans>Remove</Trans>
              </Button>
            )}
          </Group>
        </Input.Wrapper>
      </FormFrame>
      <LeaveGuard isActive={form.isDirty && !form.isSaving} title={t`Leave without saving?`} leaveLabel={t`Leave`}>
        <Trans>The branding is not saved.</Trans>
      </LeaveGuard>
    </>
  )
}

const largestLogo = 64 * 1024

/** Why a chosen file is no logo: what the server would refuse as well, in words about the file */
async function faultOfLogo(file: File): Promise<MessageDescriptor | undefined> {
  const isNone = msg`This file is no PNG picture. Choose another file.`
  if (file.type !== 'image/png') return isNone
  if (file.size > largestLogo) return msg`This file is larger than 64 kB. Choose a smaller one.`
  const picture = await createImageBitmap(file).catch(() => undefined)
  if (!picture) return isNone
  const isFitting = [picture.width, picture.height].every((side) => side >= 16 && side <= 1_024)
  return isFitting ? undefined : msg`Each side of the picture must have 16 to 1,024 pixels. Choose another file.`
}

const dataUrlOf = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
