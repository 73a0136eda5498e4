import subprocess
import sys

from dvcrawler.cluster.shared_places import take_folder

CODE = (
    "import sys; from pathlib import Path; from dvcrawler.cluster.shared_places import take_folder; "
    "print(take_folder(Path(sys.argv[1])).name, flush=True); sys.stdin.read()"
)


def test_each_worker_of_a_machine_has_a_folder_and_leaves_it_to_the_next(tmp_path):
    words = [sys.executable, "-c", CODE, str(tmp_path)]
    first = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert first.stdout.readline() == "1\n"
    assert take_folder(tmp_path).name == "2"
    first.kill()
    first.communicate()
    assert subprocess.run(words, input="", capture_output=True, text=True, check=True).stdout == "1\n"
