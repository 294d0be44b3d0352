"""Layouts of docks from before there was a confusion matrix, as files of that time hold them."""

import zlib
from base64 import b85decode

from PySide6.QtCore import QByteArray

PACKED = {
    "first": (
        "c-n1HK}rKb5UiQaA&7(!Jmw%iCXWb$EXksank?Dfli*VXubw@7&ON7mAy0@aV^z<r2+6SBv-DI~S2chDAp22*9XAF1"
        "d*}J<znR8ZV2u?TY<NGRb}Y__d*gkJ5Q0!6)X4FSiipB6?!dBmx59{+-~5j|Q`gYAYcz=ypB9O8f_u))u|!EuDKK7%"
        "+%dj-+$A|$zE;XY>=`3Ie5A>A=3iO6?$qo$#!W0maYsaX7>MqQq8>Q5<j6Y;Xl2Q!hDf*V2ajnux5bp~iMCHs7sgjG"
        "Kc0Ob+Kkni?j-v~%2Ej9JEauP7S-6I$iXG7`QQBK>Q9#7Q^HG1FKA3A3)-xcjq0TF7pVe!tN"
    ),
    "front": (
        "c-n1HF>1p=5S%-uFu@2BQo0CvOdb&oM%W?|No--smBCLjxOJU6wR>0oLY|N)TxM3M5U>yJp4gq8ojCvjK=PvmJ8lH{"
        "UF-SlznL;jvA`S+mb_n4I~E^^+wvYGgdkLk8aduj5m6Y%eX=axgD@iI_xQ)1Xlh{GHJZqYcZ<k*gD39HF+)jCDKK7%"
        "JTg9d+>jhAb}MBePK=a|ecViEe#6>bt6|qN?z>Va?n_m*u0(fBQO{gka^-{qR<dMULq~V$7iTn_+ryNc>1>~)u8pr?"
        "e!18m*pB&y=_q?GWif>Dtx^nU57pR1k%N!0;D7U<t3OGEj|eX*y`V9fENHWiHmbA1U#c5>tp"
    ),
    "closed": (
        "c-n1{F;2rk5Jms4DJ+B{geX%W4#Oc(Bou)K79_E-)8;5hX{o8H>8ZE^M*ySc&3H|NSDsmG=g*)2M^chh{8*BoFqh)K"
        "kNn1O(y^|!(OR7zxgXR99xuQ>aW9loGSp11mRhL+Q8^}j@@%|shB0Ek%RlbIx=QD6)n!h-cx28K-7<5j8`W@{0_Qc6"
        "@5JkfJAz|NwXtl74`N2)IZwt}-0^nSTXX1%^WljD<cmmFIxxCZMBOpAX5<wDwq~i!&@>tvR<i<Ui>c|s_9W`i`6}}L"
        "WWDqm>xu3`W89mv9Huh%mU0ANROgF=gC%VE_l1sJ<0&$H4!lNsg)uW(VYAIPntzSIRUdyN"
    ),
    "floating": (
        "c-m!9K}rKb5Uic`5Q2mt9&-qJjE|6jEM|#|CRv=#Nysna-K%HMo`Y9Uej!iLm9c83Hv}_m_bfft)m0530LXup5KlG&"
        "+)L~D>wcJqxWx)fG<f9w0H3jVB@FK=LI^?);89?Knurp<N1i>);@t@&Vt&^L?p$5H$nDV>C*EQh=LP1RSzv~WoKm3K"
        "g5s0$-r>&4vF2;7EW{UMz=v0xOlNMx+PGD7)-ookl*D}_$-|lGE-C7cV=Iolp@6k4#i=3D?YhB38ZP2uD)!K}Ryecx"
        "U_1-ek9;Nb{r~rET7qUQPrJ7!`$@_yq{FpJ7Fk?W6Bk7eE@8$0=2&lca)XZuuPD8wF_|oB)0>U@r11}rUTW|"
    ),
}
"""At first; matrices in front; all panels below closed; most of them floating, and no samples."""


def layout(name):
    """What a window of that time would give to `restoreState`."""
    return QByteArray(zlib.decompress(b85decode(PACKED[name])))
