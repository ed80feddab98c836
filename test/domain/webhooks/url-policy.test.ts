import { describe, expect, it } from 'vitest'
import { isPublicAddress } from '../../../api/domain/webhooks/address'
import { judgeUrl, mayLeadTo } from '../../../api/domain/webhooks/url-policy'

const judge = (text: string, loopback = false) => {
  const judged = judgeUrl(text, URL.parse(text), { loopback })
  return judged.ok ? 'allowed' : judged.error
}

describe('a webhook is never sent to', () => {
  it.each([
    ['', 'malformed'],
    ['hooks.example.com', 'malformed'],
    ['/hooks', 'malformed'],
    [`https://a.example.com/${'x'.repeat(2_048)}`, 'malformed'],
    ['https://a.example.com/a b', 'malformed'],
    ['https://a.example.com/\n', 'malformed'],
    ['https://a.example.com\\@b.example.com/', 'malformed'],
    ['https://bücher.example.com/', 'malformed'],
    ['http://a.example.com/', 'not_https'],
    ['ftp://a.example.com/', 'not_https'],
    ['javascript:alert(1)', 'not_canonical'],
    ['https:a.example.com', 'not_canonical'],
    ['https:///a.example.com', 'not_canonical'],
    ['https://user@a.example.com/', 'userinfo'],
    ['https://user:word@a.example.com/', 'userinfo'],
    ['https://a.example.com@127.0.0.1/', 'userinfo'],
    ['https://a.example.com/#part', 'fragment'],
    ['https://a.example.com:22/', 'port'],
    ['https://a.example.com:80/', 'port'],
    ['https://a.example.com:6379/', 'port'],
    ['https://a%2eexample.com/', 'not_canonical'],
    ['https://a.example.com:0443/', 'not_canonical'],
  ])('%s (%s)', (url, refusal) => {
    expect(judge(url)).toBe(refusal)
  })

  it.each([
    ['localhost'],
    ['hooks.localhost'],
    ['printer.local'],
    ['metadata.google.internal'],
    ['db.prod.internal'],
    ['router.lan'],
    ['wiki.corp'],
    ['nas.home'],
    ['a.home.arpa'],
    ['1.0.0.127.in-addr.arpa'],
    ['shop.test'],
    ['shop.example'],
    ['shop.invalid'],
    ['abc.onion'],
    ['intranet'],
    ['a.example.com.'],
    ['a..example.com'],
    ['-a.example.com'],
    ['a_b.example.com'],
  ])('the name %s', (host) => {
    expect(judge(`https://${host}/`)).toMatch(/reserved_name|malformed|not_canonical/)
  })

  it.each([
    ['127.0.0.1'],
    ['127.255.255.254'],
    ['0.0.0.0'],
    ['10.1.2.3'],
    ['172.16.0.1'],
    ['172.31.255.255'],
    ['192.168.1.1'],
    ['100.64.0.1'],
    ['100.100.100.200'],
    ['169.254.169.254'],
    ['168.63.129.16'],
    ['192.0.0.192'],
    ['192.0.2.1'],
    ['198.18.0.1'],
    ['198.51.100.1'],
    ['203.0.113.1'],
    ['192.88.99.1'],
    ['224.0.0.1'],
    ['240.0.0.1'],
    ['255.255.255.255'],
    ['[::]'],
    ['[::1]'],
    ['[fc00::1]'],
    ['[fd00:ec2::254]'],
    ['[fe80::1]'],
    ['[fec0::1]'],
    ['[ff02::1]'],
    ['[2001:db8::1]'],
    ['[3fff::1]'],
    ['[100::1]'],
    ['[::ffff:10.0.0.1]'],
    ['[::ffff:8.8.8.8]'],
    ['[::10.0.0.1]'],
    ['[64:ff9b::a00:1]'],
    ['[64:ff9b:1::a00:1]'],
    ['[2002:a00:1::]'],
    ['[2002:808:808::1]'],
    ['[2001::1]'],
    ['[2001:0:4136:e378:8000:63bf:3fff:fdd2]'],
  ])('the address %s', (host) => {
    expect(judge(`https://${host}/`)).toMatch(/address_not_public|not_canonical/)
    expect(isPublicAddress(host)).toBe(false)
  })

  it.each([
    ['one number', '2130706433'],
    ['a hexadecimal number', '0x7f000001'],
    ['hexadecimal parts', '0x7f.0x0.0x0.0x1'],
    ['octal parts', '0177.0.0.1'],
    ['too few parts', '127.1'],
    ['a public one as one number', '134744072'],
    ['full-width digits', '１２７.０.０.１'],
    ['escaped digits', '%31%32%37.0.0.1'],
  ])('an address in odd numerals: %s', (_, host) => {
    expect(judge(`https://${host}/`)).toMatch(/not_canonical|malformed/)
  })

  it('a public address without a name', () => {
    expect(judge('https://8.8.8.8/')).toBe('address_literal')
    expect(judge('https://[2606:4700::1111]/')).toBe('address_literal')
  })
})

it.each([
  ['https://hooks.example.com/holdfast'],
  ['https://hooks.example.com/a/b?token=x%20y&z=1'],
  ['https://hooks.example.com:443/'],
  ['https://hooks.example.com:8443/'],
  ['https://HOOKS.example.com'],
  ['https://xn--bcher-kva.example.com/'],
  ['https://localhost.example.com/'],
  ['https://a.b.c.d.e.example.co.uk/'],
])('allows %s', (url) => {
  expect(judge(url)).toBe('allowed')
})

it.each([
  ['http://127.0.0.1:8080/hook', 'allowed'],
  ['http://localhost:8080/hook', 'allowed'],
  ['http://[::1]:8080/hook', 'allowed'],
  ['https://127.0.0.2/', 'allowed'],
  ['http://10.0.0.1/', 'not_https'],
  ['https://10.0.0.1/', 'address_not_public'],
  ['http://169.254.169.254/', 'not_https'],
  ['http://user@127.0.0.1/', 'userinfo'],
  ['http://0x7f.1/', 'not_canonical'],
  ['ftp://127.0.0.1/', 'not_https'],
])('with the setting for local runs, %s is %s', (url, verdict) => {
  expect(judge(url, true)).toBe(verdict)
})

it.each([
  ['no address', [], false],
  ['a public one', ['93.184.215.14'], true],
  ['public ones of both kinds', ['93.184.215.14', '2606:2800:21f:cb07::1'], true],
  ['a private one among them', ['93.184.215.14', '10.0.0.1'], false],
  ['one that carries a private one', ['::ffff:10.0.0.1'], false],
  ['something else', ['example.com'], false],
  ['an address with a zone', ['2606:4700::1%eth0'], false],
])('a name that leads to %s', (_, addresses, allowed) => {
  expect(mayLeadTo(addresses)).toBe(allowed)
})

it.each([
  ['9.255.255.255', true],
  ['11.0.0.0', true],
  ['172.15.255.255', true],
  ['172.32.0.0', true],
  ['100.63.255.255', true],
  ['100.128.0.0', true],
  ['223.255.255.255', true],
  ['198.17.255.255', true],
  ['198.20.0.0', true],
  ['2001:200::', true],
  ['2001:1ff:ffff::', false],
  ['2003::', true],
  ['1fff:ffff::', false],
  ['4000::', false],
])('knows the ends of ranges: %s is public: %s', (address, is_public) => {
  expect(isPublicAddress(address)).toBe(is_public)
})
