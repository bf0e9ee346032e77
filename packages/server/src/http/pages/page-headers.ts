/**
 * What every page for people has beside `securityHeaders`: none keeps a hold of the window that opened it or that it is
 * opened by, none is loaded by other sites, and none uses what a browser has besides.
 */
export const pageHeaders = {
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self), clipboard-write=(self)',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}
