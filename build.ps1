# Builds, demonstrates, tests and packs EcgGen. Runs in PowerShell 7.6 and, where that is not installed, in tools/pwsh.cs,
# whose engine has no Utility and Management modules: hence .NET methods where one would expect Write-Host or Join-Path.
[CmdletBinding()]
param(
    # Build: core and module into out/module/EcgGen. Demo: build, and draw a few pages into out/demo. Test: build, and run all
    # tests. Benchmark: build, and measure. Package: a zip of the module that needs no SDK. Clean: remove what all of these made.
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Demo', 'Test', 'Benchmark', 'Package', 'Clean')]
    [string] $Task = 'Build'
)

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$out = [IO.Path]::Combine($root, 'out')
$module = [IO.Path]::Combine($out, 'module', 'EcgGen')

function Write-Line([string] $Text) { [Console]::WriteLine($Text) }

function Invoke-Dotnet {
    # Runs dotnet and shows its output; anything but success ends the build.
    & dotnet @args | ForEach-Object { Write-Line $_ }
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args -join ' ') failed with exit code $LASTEXITCODE." }
}

function Get-Rid {
    $os = if ($IsWindows) { 'win' } elseif ($IsMacOS) { 'osx' } else { 'linux' }
    "$os-$([Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture.ToString().ToLowerInvariant())"
}

function Copy-Into([string] $Folder, [string[]] $Files) {
    $null = [IO.Directory]::CreateDirectory($Folder)
    foreach ($file in $Files) { [IO.File]::Copy($file, [IO.Path]::Combine($Folder, [IO.Path]::GetFileName($file)), $true) }
}

function Build-Module {
    $rid = Get-Rid
    $publish = [IO.Path]::Combine($out, 'publish', $rid)
    Write-Line "Building the native core for $rid ..."
    Invoke-Dotnet publish "$root/src/EcgGen.Native/EcgGen.Native.csproj" -c Release -r $rid -o $publish -v quiet --nologo
    Write-Line 'Building the module ...'
    Invoke-Dotnet build "$root/src/EcgGen.PowerShell/EcgGen.PowerShell.csproj" -c Release -v quiet --nologo

    if ([IO.Directory]::Exists($module)) { [IO.Directory]::Delete($module, $true) }
    $bin = "$root/src/EcgGen.PowerShell/bin/Release/net10.0"
    Copy-Into $module @("$bin/EcgGen.PowerShell.dll", "$bin/EcgGen.Model.dll", "$root/LICENSE", "$root/CHANGELOG.md")
    Copy-Into $module ([IO.Directory]::GetFiles("$root/module/EcgGen"))
    Copy-Into "$module/en-US" ([IO.Directory]::GetFiles("$root/module/EcgGen/en-US"))
    Copy-Into "$module/vendors" ([IO.Directory]::GetFiles("$root/assets/vendors", '*.json'))
    Copy-Into "$module/profiles" ([IO.Directory]::GetFiles("$root/assets/profiles", '*.psd1'))
    $licences = [IO.Directory]::GetFiles("$root/assets", '*.txt', 'AllDirectories') | Where-Object { $_ -match '\.(OFL|LICENSE|THIRD-PARTY-NOTICES)\.txt$' }
    Copy-Into "$module/licenses" $licences

    # A white list: packages bring native files of other platforms along.
    $native = [IO.Path]::Combine($module, 'native', $rid)
    $name = if ($IsWindows) { 'ecggen_core.dll' } elseif ($IsMacOS) { 'libecggen_core.dylib' } else { 'libecggen_core.so' }
    $skia = if ($IsWindows) { 'libSkiaSharp.dll' } elseif ($IsMacOS) { 'libSkiaSharp.dylib' } else { 'libSkiaSharp.so' }
    $onnx = if ($IsWindows) { 'onnxruntime.dll' } elseif ($IsMacOS) { 'libonnxruntime.dylib' } else { 'libonnxruntime.so' }
    Copy-Into $native @("$publish/$skia", "$publish/$onnx")
    $built = [IO.Directory]::GetFiles($publish, 'ecggen_core.*') | Where-Object { $_ -match '\.(so|dll|dylib)$' }
    [IO.File]::Copy($built, "$native/$name", $true)

    Write-Line 'Writing the help ...'
    Invoke-Dotnet run "$root/tools/help.cs" $module "$bin/EcgGen.PowerShell.xml"
    Write-Line "The module is in $module"
}

function Invoke-Demo {
    $demo = [IO.Path]::Combine($out, 'demo')
    Import-Module ([IO.Path]::Combine($module, 'EcgGen.psd1'))
    $pages = @(New-EcgRecord -Count 3 -Seed 1 | New-EcgPaper -Seed 1 | Export-EcgImage $demo -Truth -Force -PassThru)
    Write-Line ''
    Write-Line "$($pages.Count) pages, each with its ground truth as JSON beside it:"
    foreach ($page in $pages) { Write-Line "  $($page.FullName)" }
}

function Invoke-Test {
    # The tests drive the packed module, as a user would get it.
    $env:ECGGEN_MODULE = $module
    $env:ECGGEN_ROOT = $root
    $passed = 0; $failed = 0; $skipped = 0

    Write-Line 'Checking the format of the sources ...'
    Invoke-Dotnet restore "$root/EcgGen.PowerShell.sln" -v quiet
    & dotnet format "$root/EcgGen.PowerShell.sln" --verify-no-changes --no-restore | ForEach-Object { Write-Line $_ }
    if ($LASTEXITCODE -eq 0) { $passed++ } else { $failed++; Write-Line 'The sources are not formatted: run dotnet format.' }

    foreach ($name in 'EcgGen.Core.Tests', 'EcgGen.PowerShell.Tests') {
        Write-Line "Running $name ..."
        Invoke-Dotnet build "$root/tests/$name/$name.csproj" -c Release -v quiet --nologo
        $result = [IO.Path]::Combine($out, 'test', "$name.xml")
        $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($result))
        [IO.File]::Delete($result)
        & dotnet "$root/tests/$name/bin/Release/net10.0/$name.dll" -noLogo -noColor -xml $result | ForEach-Object { Write-Line $_ }
        if (-not [IO.File]::Exists($result)) { $failed++; Write-Line "$name ended without a result."; continue }
        foreach ($assembly in ([xml][IO.File]::ReadAllText($result)).assemblies.assembly) {
            $passed += [int]$assembly.passed
            $failed += [int]$assembly.failed + [int]$assembly.errors
            $skipped += [int]$assembly.skipped + [int]$assembly.'not-run'
        }
    }

    # Pester needs the Utility module, which only real PowerShell has.
    $pester = Get-Module -ListAvailable Pester | Where-Object { $_.Version.Major -ge 5 }
    if ($pester -and (Get-Command Add-Member -ErrorAction Ignore)) {
        Import-Module Pester -MinimumVersion 5.0
        Import-Module ([IO.Path]::Combine($module, 'EcgGen.psd1'))
        $run = Invoke-Pester -Path "$root/tests/pester" -PassThru
        if (-not $run) { throw 'Pester ended without a result.' }
        $passed += $run.PassedCount
        $failed += $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
        $skipped += $run.SkippedCount + $run.NotRunCount
    } else {
        Write-Line 'Pester 5 is not installed: tests/pester was not run.'
    }

    Write-Line ''
    Write-Line "$passed passed, $failed failed, $skipped skipped"
    exit [int]($failed -gt 0)
}

function New-Package {
    $manifest = Test-ModuleManifest ([IO.Path]::Combine($module, 'EcgGen.psd1'))
    $zip = [IO.Path]::Combine($out, 'package', "EcgGen-$($manifest.Version)-$(Get-Rid).zip")
    $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($zip))
    [IO.File]::Delete($zip)
    # EcgGen/<version>/... : the zip is unpacked into any folder of $env:PSModulePath.
    $stage = [IO.Path]::Combine($out, 'package', 'stage')
    if ([IO.Directory]::Exists($stage)) { [IO.Directory]::Delete($stage, $true) }
    foreach ($file in [IO.Directory]::GetFiles($module, '*', 'AllDirectories')) {
        $to = [IO.Path]::Combine($stage, 'EcgGen', "$($manifest.Version)", [IO.Path]::GetRelativePath($module, $file))
        Copy-Into ([IO.Path]::GetDirectoryName($to)) $file
    }
    [IO.Compression.ZipFile]::CreateFromDirectory($stage, $zip)
    [IO.Directory]::Delete($stage, $true)
    Write-Line "The package is $zip"
}

switch ($Task) {
    'Build' { Build-Module }
    'Demo' { Build-Module; Invoke-Demo }
    'Test' { Build-Module; Invoke-Test }
    'Benchmark' { Build-Module; $env:ECGGEN_MODULE = $module; Invoke-Dotnet run --project "$root/benchmarks/EcgGen.Benchmarks.csproj" -c Release '--' "$root/benchmarks/results" }
    'Package' { Build-Module; New-Package }
    'Clean' {
        $projects = foreach ($part in 'src', 'tests') { [IO.Directory]::GetDirectories([IO.Path]::Combine($root, $part)) }
        $made = foreach ($project in @($projects) + "$root/benchmarks") { [IO.Path]::Combine($project, 'bin'); [IO.Path]::Combine($project, 'obj') }
        foreach ($folder in @($out) + $made) {
            if ([IO.Directory]::Exists($folder)) { [IO.Directory]::Delete($folder, $true) }
        }
    }
}
