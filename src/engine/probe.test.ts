import { describe, expect, test, vi } from 'vitest';
import { adapterLabel, isSoftware, probeWebGPU } from './probe.ts';

const info = (fields: Partial<GPUAdapterInfo>): GPUAdapterInfo =>
  ({ vendor: '', architecture: '', device: '', description: '', ...fields }) as GPUAdapterInfo;
const gpuWith = (requestAdapter: () => Promise<GPUAdapter | null>): GPU => ({ requestAdapter }) as unknown as GPU;

describe('the probe of WebGPU', () => {
  test('tells a browser without it', async () => {
    expect(await probeWebGPU(null)).toEqual({ kind: 'none', why: 'This browser has no WebGPU' });
  });

  test('tells a browser that has it but no adapter, or fails', async () => {
    expect(await probeWebGPU(gpuWith(async () => null))).toMatchObject({ kind: 'none', why: /no graphics device/ });
    const broken = gpuWith(() => Promise.reject(new Error('blocked')));
    expect(await probeWebGPU(broken)).toEqual({ kind: 'none', why: 'WebGPU could not be started (blocked)' });
  });

  test('gives up a driver that never answers', async () => {
    vi.useFakeTimers();
    const offer = probeWebGPU(gpuWith(() => new Promise(() => {})));
    await vi.advanceTimersByTimeAsync(4000);
    expect(await offer).toMatchObject({ kind: 'none', why: /did not answer in 4 s/ });
    vi.useRealTimers();
  });

  test('tells software from hardware', async () => {
    const adapter = { info: info({ vendor: 'apple', architecture: 'metal-3' }) } as GPUAdapter;
    expect(await probeWebGPU(gpuWith(async () => adapter))).toMatchObject({ kind: 'hardware', label: 'apple metal-3' });
  });

  test.each([
    [{ vendor: 'google', architecture: 'swiftshader' }, true, 'SwiftShader'],
    [{ description: 'llvmpipe (LLVM 15.0.7, 256 bits)' }, true, 'llvmpipe'],
    [{ description: 'Microsoft Basic Render Driver' }, true, 'Basic Render'],
    [{ vendor: 'google', isFallbackAdapter: true }, true, 'google'],
    [{ vendor: 'nvidia', architecture: 'ampere' }, false, 'nvidia ampere'],
    [{ vendor: 'intel', description: 'Intel(R) UHD Graphics' }, false, 'Intel(R) UHD Graphics'],
    [{}, false, 'unnamed graphics device'],
  ])('%o', (fields, software, label) => {
    expect(isSoftware({ info: info(fields) })).toBe(software);
    expect(adapterLabel(info(fields))).toBe(label);
  });
});
