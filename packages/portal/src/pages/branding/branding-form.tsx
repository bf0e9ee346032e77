import { Button, FileButton, Group, Input, Text, TextInput } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { managementApi } from '../../api/apis.ts'
import { notifyOfProblem, notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { Panel } from '../../components/page/panel.tsx'
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
  const form = useEditForm({
    loaded,
    valuesOf,
    requestOf,
    labels: { name: 'Name', primaryColor: 'Color', logo: 'Logo' },
    check: ({ primaryColor }) =>
      primaryColor.trim() === '' || isColor(primaryColor)
        ? {}
        : { primaryColor: 'Enter six hexadecimal digits after a #, such as #3b5bdb.' },
    read: () => answer(managementApi.GET('/branding')),
    send: ({ body, header }) => completed(managementApi.PUT('/branding', { params: { header }, body })),
    async saved(values) {
      form.reset(valuesOf(requestOf(values)))
      notifyOfSuccess('The branding is saved')
      await invalidateBranding()
    },
  })
  const choose = async (file: File | null): Promise<void> => {
    if (!file) return
    try {
      form.set('logo', await dataUrlOf(file))
    } catch (error) {
      notifyOfProblem(error)
    }
  }
  const { primaryColor, logo } = form.values
  return (
    <Panel title="Look">
      <FormFrame form={form} submitLabel="Save">
        <TextInput
          label="Name"
          description="Shown in place of the organization's name. Empty: the organization's name."
          maxLength={128}
          maw={420}
          {...form.text('name')}
        />
        <TextInput
          label="Color"
          description="Of buttons and links. The pages take the nearest shade that can be read, in light and in dark. Empty: Portico's."
          placeholder="#3b5bdb"
          maw={420}
          {...form.text('primaryColor')}
        />
        {isColor(primaryColor) && <BrandPreview color={primaryColor.trim().toLowerCase()} />}
        <Input.Wrapper
          component="fieldset"
          label="Logo"
          labelElement="div"
          description="A PNG of up to 64 kB, with sides of 16 to 1,024 pixels. It stands on light and on dark: a transparent background suits both."
          error={form.errors.logo}
          style={{ border: 0, padding: 0, margin: 0 }}
        >
          <Group gap="md" mt="xs">
            {logo ? (
              <LogoPreview url={logo} />
            ) : (
              <Text size="sm" c="dimmed">
                None: Portico's is shown.
              </Text>
            )}
            <FileButton accept="image/png" onChange={choose}>
              {(props) => (
                <Button variant="default" {...props}>
                  {logo ? 'Choose another' : 'Choose a file'}
                </Button>
              )}
            </FileButton>
            {logo && (
              <Button variant="default" onClick={() => form.set('logo', '')}>
                Remove
              </Button>
            )}
          </Group>
        </Input.Wrapper>
      </FormFrame>
    </Panel>
  )
}

const dataUrlOf = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
