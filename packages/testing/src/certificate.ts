/** A certificate of localhost that signs itself, with its key: for servers that the tests start. Valid until 2126. */
export const localhostCertificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBljCCATugAwIBAgIUOdd2ysxs2Xu9lfTJlw67nkO0waUwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzE5MDkyMFoYDzIxMjYxMDMw
MTkwOTIwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAToHsdlhwfrWxweVgBl9x2jAF8713EQGxw9jBDgwFI+unB9moktC6/+
Anhvs4u2pYCulM2tGRhTpg776o5qzV4Co2kwZzAdBgNVHQ4EFgQUc8x+3GJWXyWK
BcMWVld/jr6WMr8wHwYDVR0jBBgwFoAUc8x+3GJWXyWKBcMWVld/jr6WMr8wDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SQAwRgIhAJz9duO3k9TwSRyhvjOqo77FDAHWmKDM8kC3765OiPIvAiEA0Yf4BwQ5
PJe3l5IDJG29Za13mkQUIzP7js1RjuBplxg=
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgipOSqWCeqQ+2o8vO
dWrvx0H4/zmAQLMScG8QoY+SGJehRANCAAToHsdlhwfrWxweVgBl9x2jAF8713EQ
Gxw9jBDgwFI+unB9moktC6/+Anhvs4u2pYCulM2tGRhTpg776o5qzV4C
-----END PRIVATE KEY-----
`,
}
